"""Writes exports of executions that are too many for one answer of the API."""
