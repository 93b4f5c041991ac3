"""Events that Slack sends without anybody pressing anything."""
