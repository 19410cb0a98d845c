export { type Analyzer, type EntitySentiment, lexiconAnalyzer } from "./analyzers/sentiment-analyzer.ts";
export { catalogueExtractor, type Extractor, type Mention } from "./extractors/entity-extractor.ts";
export { isInstructionLike } from "./instruction-like.ts";
export { type GeneratedSignals, generateSignalsFrom, type SignalContext } from "./signal-generator.ts";
