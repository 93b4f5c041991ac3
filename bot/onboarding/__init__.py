"""Getting started: what is missing, the manifest, and who is who in Slack."""
