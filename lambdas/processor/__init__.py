"""The job: one profile from the queue, processed and recorded step by step."""
