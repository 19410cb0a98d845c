import { type Rule, rules } from "./rule.ts";

/** Courtesies, and questions about the operator itself. */
export const TALK_RULES: readonly Rule[] = [
  ...rules("greeting", 0.75, [
    /^(?:hi|hello|hey|hiya|howdy|yo|sup|good (?:morning|afternoon|evening|day)|greetings|morning|gm|hallo|hola|bonjour|moin|servus)\b(?:[ ,]*(?:there|all|team|operator|quarterdeck|everyone|desk|mate|again|friend|bot))*[!.?, ]*$/,
    /^(?:how are you|how is it going|how do you do|what is up|how are things)\b(?:[ ,]*(?:doing|today|there))*[?!. ]*$/,
  ]),
  ...rules("thanks", 0.75, [
    /^(?:ok(?:ay)?[ ,]*|great[ ,]*|perfect[ ,]*|cool[ ,]*|nice[ ,]*)*(?:thanks?(?: you)?|much appreciated|appreciate it|good (?:job|work|bot)|well done|nice work|awesome|great|perfect|cool|nice|excellent|bye|goodbye|good night|see you|ciao|later)\b(?:[ ,]*(?:so much|a lot|you|very much|mate|again|for (?:that|the help|now)|that is all|all|everyone|then|later|tomorrow))*[!. ]*$/,
  ]),
  ...rules("dismiss", 0.78, [
    /^(?:no|nope|nah|no thanks|not now|never ?mind|forget (?:it|about it|that)|leave it|skip it|do not|stop|nothing|ignore that|scratch that|drop it|abort|wait|hold on|not yet)\b[!., ]*(?:thanks|thank you|please|it|that|do not)?[!. ]*$/,
  ]),
  ...rules("help", 0.965, [
    /\bhow (?:do|can|would|should|does) (?:i|we|one|you) (?:place|make|enter|put in|send|buy|sell|trade|create|generate)\b(?!.*\b(?:money|profit)\b)/,
    /^i am (?:new|a (?:beginner|newbie|novice))\b|\bnever (?:traded|done this) before\b/,
  ]),
  ...rules("help", 0.95, [
    /^(?:please )?(?:help|help me|\/help|\?+|commands?|menu|options|usage|manual|examples?|tutorial|get(?:ting)? started|start here)[?!. ]*$/,
    /\bwhat (?:else )?(?:can|could|do|will) you (?:do|help|offer|understand|know(?! (?:about|of))|answer)\b|\bwhat (?:else )?(?:can|could|should|may) i (?:ask|say|do|type)\b/,
    /\bhow (?:does this|do i use|do you|can you help|does it|to use|do i (?:start|begin|get started))\b(?!.*\b(?:get|know|compute|calculate|come up|arrive|approve|cancel|halt|resume|feel)\b).*(?:work|this|start|use|help)/,
    /\b(?:your|list (?:your|the)) (?:capabilities|features|abilities|skills|functions|tools|commands)\b|\bshow me (?:the ropes|around|what you can do|how)\b|\bwhat are you (?:able|capable|good)\b/,
  ]),
  ...rules("who", 0.95, [
    /\b(?:who|what) (?:are|r) you\b|\bare you (?:a |an |the |real |really )*(?:ai|bot|human|robot|llm|gpt|chatgpt|claude|person|model|machine|language model|real|openai|offline)\b|\bwhich (?:model|llm|ai)\b|\bwhat (?:model|llm|ai)\b|\byour (?:name|model)\b|\bintroduce yourself\b|\bare you (?:online|connected|offline)\b/,
    /\bwhat is (?:quarterdeck|this (?:app|place|thing|system|platform)|the offline operator)\b/,
  ]),
  ...rules("today", 0.9, [
    /\bwhat (?:is )?(?:day|date|time)(?: is)?(?: it| today| now| the)*\b|\bwhat is (?:the|today) ?(?:date|day|time)\b|\bwhat is the (?:date|time)\b|\btoday(?:'s)? date\b/,
  ]),
];
