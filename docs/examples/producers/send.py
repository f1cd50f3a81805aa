"""Sends profiles with the helper: QUEUE_URL=… python send.py"""

import os
import sys

from execution_log.producer import InvalidProfile, NotSent, Profile, ProfileQueue

queue = ProfileQueue(os.environ["QUEUE_URL"])

try:
    profiles = [
        Profile("FROM-PYTHON-1", "Süd & Söhne", "comprehensive", {"country": "Germany"}),
        Profile("FROM-PYTHON-2", "Acme Corp", "basic", {"employees": 4218}),
    ]
    for message_id in queue.send_all(profiles):
        print(message_id)
except InvalidProfile as error:  # names every wrong field; nothing was sent
    sys.exit(f"Correct the profile: {error}")
except NotSent as error:  # after three tries; error.unsent says which and why
    sys.exit(f"Send these again later: {[one.profile.tracking_id for one in error.unsent]}")
