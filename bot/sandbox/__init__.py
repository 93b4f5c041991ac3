"""The sandbox: a Slack workspace and a mail host on loopback, outside the wire, with a company that does not exist."""
