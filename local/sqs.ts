import { hash, randomUUID } from 'node:crypto';
import type { Database } from './database.ts';
import { type JsonReply, jsonError } from './secrets.ts';
import { ACCOUNT_ID, REGION } from './template/resources.ts';
import type { ValueMap } from './template/value.ts';

/** The queues of the template. Messages are on the disk until they are deleted; who is handling one is not. */
export interface Queues {
  /** Resolves once the message is on the disk. */
  send(queueArn: string, body: string): Promise<void>;
  /** ReceiveMessage and DeleteMessage. `allows` checks one queue's ARN. */
  answer(
    operation: string,
    input: ValueMap,
    allows: (action: string, resource: string) => boolean,
  ): Promise<JsonReply>;
}

/** How long a message that was received is hidden from others, SQS's default. */
const HIDDEN_MS = 30_000;
const MOST_MESSAGES = 10;

export function createQueues(database: Database): Queues {
  const insert = database.prepare('INSERT INTO message (queue, id, body) VALUES (?, ?, ?)');
  const select = database.prepare('SELECT id, body FROM message WHERE queue = ? ORDER BY rowid');
  const remove = database.prepare('DELETE FROM message WHERE queue = ? AND id = ?');
  const hiddenUntil = new Map<string, number>();

  function receive(queue: string, most: number): JsonReply {
    const now = Date.now();
    const messages: ValueMap[] = [];
    for (const { id, body } of select.iterate(queue)) {
      if (messages.length >= most) break;
      if ((hiddenUntil.get(String(id)) ?? 0) > now) continue;
      hiddenUntil.set(String(id), now + HIDDEN_MS);
      const text = String(body);
      const fields = { MessageId: String(id), ReceiptHandle: String(id), Body: text };
      messages.push({ ...fields, MD5OfBody: hash('md5', text) });
    }
    return { status: 200, body: messages.length > 0 ? { Messages: messages } : {} };
  }

  return {
    send: (queueArn, body) => database.write(() => insert.run(nameOf(queueArn, ':'), randomUUID(), body)),
    async answer(operation, input, allows) {
      const queue = nameOf(String(input.QueueUrl ?? ''), '/');
      const arn = `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:${queue}`;
      if (!allows(`sqs:${operation}`, arn)) {
        const text = `User is not authorized to perform: sqs:${operation} on resource: ${arn}`;
        return jsonError(403, 'com.amazonaws.sqs#AccessDeniedException', text);
      }
      if (operation === 'ReceiveMessage') {
        const wanted = Number(input.MaxNumberOfMessages ?? 1);
        return receive(queue, Math.min(wanted, MOST_MESSAGES));
      }
      if (operation === 'DeleteMessage') {
        const id = String(input.ReceiptHandle ?? '');
        await database.write(() => remove.run(queue, id));
        hiddenUntil.delete(id);
        return { status: 200, body: {} };
      }
      return jsonError(501, 'com.amazonaws.sqs#UnsupportedOperation', `The local SQS has no ${operation}`);
    },
  };
}

/** The last part of an ARN or of a queue's address. */
const nameOf = (text: string, separator: string) => text.slice(text.lastIndexOf(separator) + 1);
