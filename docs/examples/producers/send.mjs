// Sends a profile with the AWS SDK for JavaScript: QUEUE_URL=… node send.mjs
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const profile = {
  tracking_id: "FROM-JAVASCRIPT",
  company_name: "Süd & Söhne",
  tier_level: "comprehensive",
  country: "Germany",
  employees: 4218,
};

const sqs = new SQSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 },
});
const { MessageId } = await sqs.send(
  new SendMessageCommand({
    QueueUrl: process.env.QUEUE_URL,
    MessageBody: JSON.stringify(profile),
  }),
);
console.log(MessageId);
