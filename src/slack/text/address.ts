/**
 * What Slack's clients, or a Markdown renderer, may turn into a link without being asked. Wider than any of them: a
 * file name that happens to be a domain (`README.md`) is shown as code, which suits it.
 */
export const ADDRESS = new RegExp(
  [
    // Any scheme with slashes, databases and buckets included.
    String.raw`[a-z][a-z0-9+.-]*:\/\/\S+`,
    // Schemes without slashes that do something when pressed; `**Data:** much` is a word in bold.
    String.raw`(?<![\w-])(?:javascript|vbscript|data|blob|mailto):(?![*_~]+(?:\s|$))[^\s]+`,
    // Without a scheme: `//host.name`, `www.host`.
    String.raw`\/\/[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+\S*`,
    String.raw`(?<!\w)www\.[^\s.]+\.\S+`,
    // A host with a path, a query or a port (it could carry something away), an e-mail address before it included.
    String.raw`(?<![\w/])(?:[\w.+-]+@)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#]|:\d)\S*`,
    // A bare host under a top-level domain that people press on.
    String.raw`(?<![\w/])(?:[\w.+-]+@)?(?:[\w-]+\.)+(?:com|net|org|io|dev|app|ai|co|me|info|biz|xyz|site|online|top|link|click|cloud|tech|store|live|shop|ru|cn|uk|de|fr|eu|us|br|jp|tk|ml|ga|cf|gq|pw|cc|ws|ly|gg|sh|zip|mov|md|rs|py)(?![\w-])`,
  ].join('|'),
  'iu',
);
