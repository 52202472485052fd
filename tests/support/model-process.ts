import process from 'node:process';
import { startScriptedModel } from './model.ts';

// The scripted model as a process of its own: `node --import tsx tests/support/model-process.ts [port]`.
// Prints {"url": …} when it listens; answers by default with the agent's name and the question.
const model = await startScriptedModel({ port: Number(process.argv[2] ?? 0) });
process.stdout.write(`${JSON.stringify({ url: model.url })}\n`);
process.once('SIGTERM', () => void model.close());
