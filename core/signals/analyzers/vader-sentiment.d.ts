declare module "vader-sentiment" {
  const vader: {
    SentimentIntensityAnalyzer: {
      /** compound: −1 to 1 over the whole text. */
      polarity_scores(text: string): { compound: number; pos: number; neu: number; neg: number };
    };
  };
  export default vader;
}
