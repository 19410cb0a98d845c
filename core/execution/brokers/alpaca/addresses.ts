/** Where Alpaca's trading API is. A key works at the address of its own kind only. */
export const ORIGINS = {
  paper: "https://paper-api.alpaca.markets",
  live: "https://api.alpaca.markets",
} as const;
