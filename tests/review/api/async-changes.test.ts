import { describe, expect, test } from '@jest/globals';
import { compareDocuments } from '../../../src/review/api/changes/compare-documents.ts';
import { reviewContract } from '../../../src/review/api/review-contract.ts';

const paid = () => ({
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string' },
    total: { type: 'number' },
    status: { enum: ['new', 'paid'] },
  },
});

const components = () => ({
  messages: {
    Placed: { payload: { $ref: '#/components/schemas/Order' } },
    Paid: { payload: { $ref: '#/components/schemas/Order' }, bindings: { kafka: { key: {} } } },
  },
  schemas: { Order: paid() },
});

const message = (name: string) => ({ $ref: `#/components/messages/${name}` });

/** The application receives `order/placed` and sends `order/paid`. */
const version2 = () => ({
  asyncapi: '2.6.0',
  info: { title: 'Orders', version: '1.0.0' },
  servers: { main: { url: 'broker:9092', protocol: 'kafka-secure' } },
  channels: {
    'order/placed': { publish: { message: message('Placed') } },
    'order/paid': { subscribe: { message: message('Paid') } },
  },
  components: components(),
});

const version3 = () => ({
  asyncapi: '3.0.0',
  info: { title: 'Orders', version: '1.0.0' },
  servers: { main: { host: 'broker:9092', protocol: 'kafka-secure' } },
  channels: {
    placed: { address: 'order/placed', messages: { Placed: message('Placed') } },
    paid: { address: 'order/paid', messages: { Paid: message('Paid') } },
  },
  operations: {
    onPlaced: { action: 'receive', channel: { $ref: '#/channels/placed' } },
    tellPaid: {
      action: 'send',
      channel: { $ref: '#/channels/paid' },
      messages: [{ $ref: '#/channels/paid/messages/Paid' }],
    },
  },
  components: components(),
});

// oxlint-disable-next-line typescript/no-explicit-any -- cases write what no type would allow
type Edit = (document: any) => void;

function told(make: () => Record<string, unknown>, edit: Edit, start: Edit = () => {}) {
  const [before, after] = [make(), make()];
  start(before);
  start(after);
  edit(after);
  const found = compareDocuments(before, after) ?? [];
  return found.map(({ effect, where, what }) => `${effect}: ${where}: ${what}`);
}

const order =
  (edit: Edit): Edit =>
  ({ components: { schemas } }) =>
    edit(schemas.Order);

const avro: Edit = ({ components: { messages } }) => {
  messages.Paid.schemaFormat = 'application/vnd.apache.avro;version=1.9.0';
  messages.Paid.payload = { type: 'record', fields: [{ name: 'id', type: 'string' }] };
};

const shorterAvro: Edit = ({ components: { messages } }) => messages.Paid.payload.fields.pop();

const bare: Edit = (document) => delete document.operations;

const replying: Edit = ({ channels, operations }) => {
  channels.placed.messages.Answer = { payload: paid() };
  operations.onPlaced.messages = [{ $ref: '#/channels/placed/messages/Placed' }];
  operations.onPlaced.reply = {
    channel: { $ref: '#/channels/placed' },
    messages: [{ $ref: '#/channels/placed/messages/Answer' }],
  };
};

const shorterAnswer: Edit = ({ channels }) => {
  delete channels.placed.messages.Answer.payload.properties.total;
};

const text = (document: unknown) => ({ name: 'events.json', text: JSON.stringify(document) });

const both: readonly (readonly [string, () => Record<string, unknown>])[] = [
  ['2', version2],
  ['3', version3],
];

describe.each(both)('what a change of an AsyncAPI %s document means', (_version, make) => {
  test.each<[string, Edit, readonly string[]]>([
    [
      'an optional property goes',
      (s) => delete s.properties.total,
      [
        'non-breaking: order/placed Placed: removed the property `total` of a payload that is received',
        'dangerous: order/paid Paid: removed the property `total` of a payload that is sent',
      ],
    ],
    [
      'a required property goes',
      (s) => {
        delete s.properties.id;
        s.required = [];
      },
      [
        'non-breaking: order/placed Placed: removed `id` as required of a payload that is received',
        'non-breaking: order/placed Placed: removed the property `id` of a payload that is received',
        'breaking: order/paid Paid: removed `id` as required of a payload that is sent',
        'breaking: order/paid Paid: removed the property `id` of a payload that is sent',
      ],
    ],
    [
      'a property becomes required',
      (s) => s.required.push('total'),
      [
        'breaking: order/placed Placed: added `total` as required of a payload that is received',
        'non-breaking: order/paid Paid: added `total` as required of a payload that is sent',
      ],
    ],
    [
      'a type changes',
      (s) => (s.properties.total.type = 'string'),
      [
        'breaking: order/placed Placed: type of `total` of a payload that is received: number → string',
        'breaking: order/paid Paid: type of `total` of a payload that is sent: number → string',
      ],
    ],
    [
      'a value comes',
      (s) => s.properties.status.enum.push('refunded'),
      [
        'non-breaking: order/placed Placed: added the value refunded of `status` of a payload that is received',
        'dangerous: order/paid Paid: added the value refunded of `status` of a payload that is sent',
      ],
    ],
  ])('%s', (_name, edit, expected) => {
    expect(told(make, order(edit))).toEqual(expected);
  });

  test('nothing, where nothing changed but words and the version of the document', () => {
    const found = told(make, (document) => {
      document.info = { title: 'Orders', version: '1.0.1', description: 'All of them.' };
    });
    expect(found.filter((line) => !line.startsWith('annotation'))).toEqual([]);
  });

  test('the content type, and where the broker is', () => {
    const found = told(make, (document) => {
      document.defaultContentType = 'application/json';
      document.servers.main.protocol = 'kafka';
      document.components.messages.Paid.bindings.kafka.key = { type: 'string' };
    });
    expect(found).toEqual([
      'breaking: order/placed Placed: content type: none → application/json',
      'breaking: order/paid Paid: content type: none → application/json',
      'dangerous: servers.main.protocol: protocol: kafka-secure → kafka',
      expect.stringMatching(/^unclassified: Paid.bindings.kafka.key/),
    ]);
  });

  test('a schema that is no JSON Schema is not judged', () => {
    expect(told(make, shorterAvro, avro)).toEqual([
      'unclassified: order/paid Paid: the payload changed, which is in application/vnd.apache.avro;version=1.9.0',
    ]);
    expect(told(make, avro)).toEqual([
      'breaking: order/paid Paid: the payload is described in application/vnd.apache.avro;version=1.9.0, not in JSON Schema',
    ]);
  });
});

describe('what a change of channels and messages means', () => {
  test.each<[string, () => Record<string, unknown>, Edit, readonly string[]]>([
    [
      'a channel goes, in version 2',
      version2,
      ({ channels }) => delete channels['order/paid'],
      ['breaking: order/paid: removed the channel'],
    ],
    [
      'a channel goes, in version 3',
      version3,
      (document) => {
        delete document.channels.paid;
        delete document.operations.tellPaid;
      },
      ['breaking: order/paid: removed the channel'],
    ],
    [
      'an address changes under the same name',
      version3,
      ({ channels }) => (channels.paid.address = 'orders.paid'),
      ['breaking: order/paid: removed the channel', 'non-breaking: orders.paid: added the channel'],
    ],
    [
      'the other direction, in version 2',
      version2,
      ({ channels }) => (channels['order/paid'] = { publish: { message: message('Paid') } }),
      [
        'breaking: order/paid: no longer sends anything',
        'non-breaking: order/paid: receives messages now',
      ],
    ],
    [
      'the other direction, in version 3',
      version3,
      ({ operations }) => (operations.tellPaid.action = 'receive'),
      [
        'breaking: order/paid: no longer sends anything',
        'non-breaking: order/paid: receives messages now',
      ],
    ],
    [
      'a message comes that readers do not know',
      version2,
      ({ channels }) => {
        channels['order/paid'].subscribe.message = { oneOf: [message('Paid'), message('Placed')] };
      },
      ['dangerous: order/paid: added the message `Placed`'],
    ],
    [
      'a message goes that others send',
      version3,
      ({ channels }) => delete channels.placed.messages.Placed,
      ['breaking: order/placed: no longer receives `Placed`'],
    ],
    [
      'the only message is called something else',
      version3,
      (document) => {
        document.channels.placed.messages = { OrderPlaced: message('Placed') };
      },
      ['unclassified: order/placed: the message `Placed` is called `OrderPlaced`'],
    ],
  ])('%s', (_name, make, edit, expected) => {
    expect(told(make, edit)).toEqual(expected);
  });

  test('the worse of both ends, where nobody says who sends', () => {
    const edit = order((s) => delete s.properties.total);
    expect(told(version3, edit, bare)).toEqual([
      'dangerous: order/placed Placed: removed the property `total` of a payload',
      'dangerous: order/paid Paid: removed the property `total` of a payload',
    ]);
  });

  test('the whole payload is another type', () => {
    const edit = order((s) => (s.type = 'array'));
    expect(told(version3, edit)[1]).toBe(
      'breaking: order/paid Paid: type of a payload that is sent: object → array',
    );
  });

  test('the reply of an operation goes the other way', () => {
    expect(told(version3, shorterAnswer, replying)).toEqual([
      'dangerous: order/placed Answer: removed the property `total` of a payload that is sent',
    ]);
  });

  test('between version 2 and version 3 the channels stay what they are', () => {
    const found = compareDocuments(version2(), version3()) ?? [];
    expect(found.map(({ what }) => what)).toEqual([
      'AsyncAPI 2.6.0 → 3.0.0: beside channels and messages nothing was compared',
    ]);
  });
});

test('a review ranks what breaks, and says where two kinds were given', async () => {
  const after = version3();
  after.components.schemas.Order.required = [];
  const compared = await reviewContract({
    contract: text(after),
    previous: text(version3()),
    format: null,
  });
  expect(compared.findings[0]).toMatchObject({
    id: 'api.breaking_change',
    where: 'order/paid Paid',
    pointer: '#/components/schemas/Order/required/0',
  });
  const other = await reviewContract({
    contract: text(after),
    previous: text({ openapi: '3.1.0', info: {}, paths: {} }),
    format: null,
  });
  expect(other.changes).toBeNull();
  expect(other).toMatchObject({
    status: 'partial',
    reason: 'The earlier version was not compared. It is a contract of another kind.',
  });
});
