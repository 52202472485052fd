import type { ComponentChildren } from 'preact';
import type { Snapshot, TaskData } from '../../../slack/data.ts';
import { Icon } from '../icon.tsx';
import { type Fields, isFields, list, plain, textOf } from '../fields.ts';
import { SafeLink } from './links.tsx';
import { Markdown } from './texts.tsx';
import { RichText } from './rich-text.tsx';

/** What a stream did so far: one line a task, under the plan's title when it has one. */
export function StreamTasks({ tasks, title }: { tasks: readonly TaskData[]; title?: string }) {
  if (tasks.length === 0) return null;
  return (
    <Plan title={title}>
      {tasks.map((task) => (
        <Task key={task.id} title={task.title} status={task.status} sources={task.sources ?? []}>
          {task.details !== undefined && <Markdown text={task.details} />}
          {task.output !== undefined && <Markdown text={task.output} />}
        </Task>
      ))}
    </Plan>
  );
}

/** The `plan` block. */
export function PlanBlock({ block, snapshot }: { block: Fields; snapshot: Snapshot }) {
  return (
    <Plan title={textOf(block['title'])}>
      {list(block['tasks']).map((task, index) => (
        <TaskCard key={index} block={task} snapshot={snapshot} />
      ))}
    </Plan>
  );
}

/** The `task_card` block. */
export function TaskCard({ block, snapshot }: { block: Fields; snapshot: Snapshot }) {
  return (
    <Task
      title={textOf(block['title']) ?? ''}
      status={textOf(block['status']) ?? 'pending'}
      sources={list(block['sources'])}
    >
      {[block['details'], block['output']]
        .filter(isFields)
        .map((part, index) =>
          part['type'] === 'rich_text' ? (
            <RichText key={index} block={part} snapshot={snapshot} />
          ) : (
            <Markdown key={index} text={plain(part)} />
          ),
        )}
    </Task>
  );
}

function Plan({ title, children }: { title: string | undefined; children: ComponentChildren }) {
  return (
    <div class="plan">
      {title !== undefined && <p class="plan-title">{title}</p>}
      <ul>{children}</ul>
    </div>
  );
}

function Task(props: {
  title: string;
  status: string;
  sources: readonly Fields[];
  children: ComponentChildren;
}) {
  const { title, status, sources, children } = props;
  return (
    <li class={`task ${status}`}>
      <span class="task-mark" role="img" aria-label={status.replace('_', ' ')}>
        {status === 'complete' && <Icon name="check" />}
        {status === 'error' && <Icon name="warn" />}
      </span>
      <div>
        <p>{title}</p>
        {children}
        {sources.map((source, index) => (
          <span key={index} class="source">
            <SafeLink url={textOf(source['url']) ?? ''}>
              {textOf(source['text']) ?? textOf(source['url'])}
            </SafeLink>
          </span>
        ))}
      </div>
    </li>
  );
}
