/** Wordings with which pasted text addresses a machine instead of a person asking for something. */
const ADDRESSING: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|any|these|the)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|directives?)\b/i,
  /\byou are (?:now|no longer)\b|\bact as (?:if|an? |my )|\bpretend (?:to be|you|that)\b|\b(?:developer|god|jailbreak|dan|admin|debug|maintenance) mode\b|\bnew instructions?\b/i,
  /(?:^|\n|\b)\s*(?:\[?(?:system|assistant|developer|admin)\]?|important message to the (?:agent|assistant|model))\s*(?:prompt|message|note|override)?\s*:/i,
  /<\/?(?:system|tool|instructions?|untrusted|assistant|important)[^>]*>|⟦|<\|/i,
  /\b(?:propose_order|judge_order|decide_approval|place_order|proposeOrder|decideApproval|placeOrder)\b/,
];
const QUOTED = /"[^"\n]{25,}"|“[^”\n]{25,}”|```[\s\S]*?```|^\s*>.*$/gm;
const HEADED =
  /(?:^|\n)\s*(?:(?:here is|here's|this is|from|read)? ?(?:the|an?|this)? ?(?:breaking )?(?:article|headline|news|press release|email|e-mail|tweet|post|message|slack message|report)(?: (?:says|said|reads|from [\w ]{1,30}))?)\s*:\s*[\s\S]{20,}/i;
/** Longer messages are documents, not wishes. */
const LONGEST_WISH = 1_200;

export interface Sorted {
  /** What the person says themselves. */
  own: string;
  /** Text was pasted that is data, whatever it says. */
  pasted: boolean;
}

/** Sets pasted text apart from the person's own words. Nothing inside pasted text is ever a wish. */
export function sortPasted(text: string): Sorted {
  if (ADDRESSING.some((pattern) => pattern.test(text))) return { own: "", pasted: true };
  const unquoted = text.replace(QUOTED, " ").replace(HEADED, " ").trim();
  if (unquoted !== text.trim()) return { own: unquoted, pasted: true };
  return text.length > LONGEST_WISH ? { own: "", pasted: true } : { own: text, pasted: false };
}
