/**
 * Whether a message wants no expert: a greeting, thanks, a yes. `hasSubject` says whether what stands around the
 * phrase is about anything ("hi, please check my tables" is).
 */
export function isSmallTalk(text: string, hasSubject: (text: string) => boolean): boolean {
  const bare = text.replace(
    /[\p{Extended_Pictographic}\p{Emoji_Component}\uFE0F\u200D]+/gu,
    (emoji) => (/\d/.test(emoji) ? emoji : ' '),
  );
  const trimmed = bare.trim();
  if (!/[\p{L}\p{N}]/u.test(trimmed) || aboutTheBot.test(trimmed)) return true;
  if (/[?？]/.test(trimmed) || trimmed.includes('\n\n') || trimmed.includes('```')) return false;
  const phrase = phrases.exec(trimmed)?.[0];
  if (phrase === undefined) return false;
  const rest = trimmed.slice(phrase.length);
  return rest.length <= longestRest && !hasSubject(rest);
}

/** Whole messages: "help me decide" is about something. */
const aboutTheBot =
  /^(?:help(?: me)?|(?:can|could) you help(?: me)?|what can you do|what do you do|who are you|how do (?:i|we) use (?:you|this)|was kannst du|hilfe|aide|ayuda)[\s!?.…]*$/i;

/** What may follow "thanks": "… a lot for your help with all of that, really appreciated". */
const longestRest = 60;

const phrases = new RegExp(
  `^(?:${[
    'hi+|hey+|hello+|hallo|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|night|day|bot|job|one)|gm|morning',
    "thanks?|thank you|thx|ty|cheers|much appreciated|appreciated|you(?:'re| are) (?:welcome|the best)|welcome|np|no problem|no worries",
    'ok(?:ay)?|k|kk|cool|great|nice|perfect|awesome|excellent|amazing|wonderful|brilliant|wow|lol|haha\\w*|got it|sounds good',
    'makes sense|understood|will do|sure|yes|yep|yeah|no|nope|bye|goodbye|see you|see ya|cya|ciao|happy \\w+|congrats|well done',
    'you rock|you rule|that worked|it worked|works now|love it|ping|test|testing',
    'hola|buenos días|buenas|gracias|muchas gracias|adiós|danke|vielen dank|guten (?:morgen|tag|abend)|moin|servus|tschüss',
    'bonjour|salut|bonsoir|merci|au revoir|olá|oi|bom dia|boa tarde|obrigad[oa]|tchau|buongiorno|grazie|arrivederci',
    'cześć|dzień dobry|dziękuję|dzięki|привет|здравствуйте|спасибо|пока|merhaba|teşekkürler|hoi|dank je|bedankt|hej|tack|kiitos',
  ].join(
    '|',
  )})(?![\\p{L}\\p{N}_-])|^(?:你好|您好|谢谢|謝謝|多谢|再见|早上好|こんにちは|こんばんは|おはよう|ありがとう|さようなら|안녕|감사|고마워|नमस्ते|धन्यवाद|مرحبا|شكرا|שלום|תודה)`,
  'iu',
);
