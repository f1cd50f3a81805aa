"""Stores the end of executions that nobody else will end."""
