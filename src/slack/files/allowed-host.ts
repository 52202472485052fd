/** Whether the bot token may be sent to this address. */
export type AllowedHost = (url: URL) => boolean;

/**
 * Slack's file hosts over https, and the host of another Slack when `SLACK_API_URL` names one (a local one serves
 * its files over plain http). Nothing else ever sees the token, wherever a message or a redirect points.
 */
export function createAllowedHost(apiUrl: string): AllowedHost {
  const api = new URL(apiUrl);
  const isOtherSlack = !isUnder(api.hostname, 'slack.com');
  return (url) => {
    if (isOtherSlack && url.origin === api.origin) return true;
    if (url.protocol !== 'https:' || url.port !== '') return false;
    return url.hostname === 'files.slack.com' || url.hostname.endsWith('.slack-files.com');
  };
}

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
