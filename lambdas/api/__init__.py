"""The HTTP API that serves execution logs to signed-in people."""
