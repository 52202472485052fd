const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const said = (text: string) => ({ type: 'text', text });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [said(text)] }],
});
const option = { text: plain('Option'), value: 'o', description: plain('described') };
const far = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a far picture' };
const button = (id: string) => ({ type: 'button', action_id: id, text: plain(id), value: 'v' });

/** One block of each kind that the local Slack takes in a message. */
export const everyBlock: readonly object[] = [
  { type: 'header', text: plain('Header') },
  { type: 'section', fields: [mrkdwn('*a*'), plain('b')], accessory: button('accessory') },
  { type: 'divider' },
  { type: 'context', elements: [mrkdwn('context'), plain('plain')] },
  { ...far, title: plain('Title') },
  {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: 'grouped',
        option_groups: [{ label: plain('First group'), options: [option] }],
      },
      { type: 'users_select', action_id: 'person' },
      { type: 'multi_users_select', action_id: 'people' },
      { type: 'channels_select', action_id: 'channel' },
      { type: 'checkboxes', action_id: 'boxes', options: [option] },
      { type: 'datetimepicker', action_id: 'moment', initial_date_time: 1_795_342_429 },
      { type: 'external_select', action_id: 'asked' },
    ],
  },
  {
    type: 'context_actions',
    elements: [{ type: 'icon_button', action_id: 'remove', icon: 'trash', text: plain('Remove') }],
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'date', timestamp: 1_795_342_429, format: '{date_num}' },
          { type: 'color', value: '#a6431d' },
          { type: 'emoji', name: 'wave', unicode: '1f44b' },
          { type: 'usergroup', usergroup_id: 'S1' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        indent: 1,
        offset: 2,
        elements: [{ type: 'rich_text_section', elements: [said('third')] }],
      },
      { type: 'rich_text_quote', elements: [said('quoted')] },
      { type: 'rich_text_preformatted', elements: [said('select 1;')] },
    ],
  },
  { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_text', text: '1' }]] },
  {
    type: 'data_table',
    caption: 'Counts',
    rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_number', value: 1 }]],
  },
  { type: 'markdown', text: '- [x] done &hearts; &notit; &#38; &semi;' },
  { type: 'plan', title: 'Plan', tasks: [{ task_id: '1', title: 'Read', status: 'complete' }] },
  { type: 'task_card', task_id: '2', title: 'Write', status: 'error', details: rich('why') },
  { type: 'alert', level: 'warning', text: plain('Careful') },
  {
    type: 'container',
    rich_text_title: rich('Container'),
    child_blocks: [{ type: 'section', text: mrkdwn('inside') }],
  },
  { type: 'card', title: mrkdwn('Card'), actions: [button('card')] },
  { type: 'carousel', elements: [{ type: 'card', body: mrkdwn('carousel') }] },
  {
    type: 'data_visualization',
    title: 'Load',
    chart: { type: 'pie', segments: [{ label: 'reads', value: 3 }] },
  },
  {
    type: 'data_visualization',
    title: 'Latency',
    chart: {
      type: 'bar',
      series: [
        { name: 'reads', data: [{ label: 'p50', value: 2 }] },
        { name: 'writes', data: [{ label: 'p50', value: 5 }] },
      ],
    },
  },
  { type: 'file', external_id: 'E1', source: 'remote' },
  {
    type: 'video',
    title: plain('A talk'),
    title_url: 'https://example.com/talk',
    video_url: 'https://example.com/embed',
    thumbnail_url: 'https://example.com/t.png',
    alt_text: 'a talk',
  },
  {
    type: 'input',
    label: plain('A loose field'),
    element: { type: 'plain_text_input', action_id: 'loose' },
  },
  { type: 'section', text: plain('the last of them') },
];

/** Longer than the window, with nothing to fill in. */
export const longView = {
  type: 'modal',
  title: plain('Evidence'),
  blocks: Array.from({ length: 60 }, (_, index) => ({
    type: 'section',
    text: plain(`Line ${index}`),
  })),
};

export const formWithFiles = {
  type: 'modal',
  callback_id: 'nobody',
  title: plain('Files'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'many',
      label: plain('Your files'),
      element: { type: 'file_input', action_id: 'pick', filetypes: ['sql', 'md'], max_files: 3 },
    },
  ],
};
