#!/bin/sh
# Sends the profile in a file with the AWS CLI: QUEUE_URL=… sh send.sh profile.json
set -eu

aws sqs send-message --queue-url "$QUEUE_URL" --message-body "file://$1" \
  --query MessageId --output text
