"""The AWS side: the stack and one construct per capability."""
