"""What answers in place of Amazon Bedrock on this machine: a stand-in, or a server of yours."""
