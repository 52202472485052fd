import { API_COMMAND, ARCHITECT_COMMAND, ASK_SHORTCUT, SCHEMA_COMMAND } from './callbacks.ts';

/**
 * What the code needs of the Slack app. `manifest.yml` grants exactly this; a test compares the two, and this table
 * with the calls in the source.
 */
export const requirements = {
  /** Each Web API method that is called, with the scopes that it may need. */
  methods: {
    'agents.sessions.setStatus': ['chat:write'],
    'apps.connections.open': [],
    'assistant.threads.setStatus': ['chat:write'],
    'assistant.threads.setSuggestedPrompts': ['assistant:write'],
    'auth.test': [],
    'canvases.access.set': ['canvases:write'],
    'canvases.create': ['canvases:write'],
    'chat.appendStream': ['chat:write'],
    'chat.delete': ['chat:write'],
    'chat.postEphemeral': ['chat:write'],
    'chat.postMessage': ['chat:write'],
    'chat.startStream': ['chat:write'],
    'chat.stopStream': ['chat:write'],
    'chat.update': ['chat:write'],
    'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    'files.completeUploadExternal': ['files:write'],
    'files.getUploadURLExternal': ['files:write'],
    'files.info': ['files:read'],
    'views.open': [],
    'views.publish': [],
  },
  /** Each event that is handled, as it is subscribed to. */
  events: {
    agent_session_stopped: [],
    app_home_opened: [],
    app_mention: ['app_mentions:read'],
    'message.channels': ['channels:history'],
    'message.groups': ['groups:history'],
    'message.im': ['im:history'],
    'message.mpim': ['mpim:history'],
    reaction_added: ['reactions:read'],
  },
  /** `url_private_download`, which is no method. */
  downloads: ['files:read'],
  commands: {
    [SCHEMA_COMMAND]: ['commands'],
    [API_COMMAND]: ['commands'],
    [ARCHITECT_COMMAND]: ['commands'],
  },
  messageShortcuts: { [ASK_SHORTCUT]: ['commands'] },
} as const;
