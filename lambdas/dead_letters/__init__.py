"""The last word on messages that the queue has given up."""
