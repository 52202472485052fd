/**
 * What a person says to leave a topic. Found at the start, after at most a few words ("ok thanks, new topic: …").
 * Returns the message without it, or null where nothing of the kind is said.
 */
export function afterShiftMarker(text: string): string | null {
  const match = marker.exec(text);
  if (match === null) return null;
  return text.slice(match[0].length).replace(/^[\s,.:;!—–-]+/, '');
}

const subject = '(?:topic|question|subject|issue|thing|matter|note|one|problem)s?';

const marker = new RegExp(
  `^(?:(?:ok(?:ay)?|thanks?|thank you|thx|great|cool|perfect|got it|btw|by the way|so|now|and|but|hey|hi|also|alright|right|just|a|an|one|quick|on|for|to|as|this is|i have|here's|let's)[\\s,.!:;—–-]+){0,5}(?:${[
    `(?:new|next|other|another|different|separate|unrelated|totally different|completely different|completely unrelated|entirely different|totally unrelated) ${subject}`,
    'change of (?:topic|subject)|chang(?:e|ing) (?:the )?(?:topic|subject)s?',
    `(?:quick )?(?:un|not )related(?: (?:one|${subject}|but|to (?:this|that|the above)))?`,
    'switch(?:ing)? (?:gears?|topics?|subjects?|to something else)|shifting gears|moving on',
    'off[- ]topic|something (?:else|different|unrelated)|talk about something else|on a (?:different|separate|side|another) note|side (?:question|note)',
    'forget (?:that|about that|all that)|never ?mind(?: that)?|leave that aside|instead of this',
    'neues thema|anderes thema|andere frage|themenwechsel|otro tema|otra pregunta|cambiando de tema|nueva pregunta',
    'autre (?:sujet|question)|changement de sujet|nouveau sujet|rien à voir|outro assunto|mudando de assunto|outra pergunta|altra domanda|cambiando argomento|другая тема|другой вопрос|новая тема|inny temat',
  ].join(
    '|',
  )})(?![\\p{L}\\p{N}_])|^(?:换个话题|另一个问题|新问题|話は変わ|別の質問|別件|다른 질문|다른 주제)`,
  'iu',
);
