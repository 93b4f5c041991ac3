"""The letters: a folder each, with a face for Slack (`slack.txt`) and one for mail (`subject.txt`, `text.txt`)."""
