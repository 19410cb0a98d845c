/** The switches a person sets on the account and that the book obeys. */
export interface AccountConfiguration {
  no_shorting: boolean;
  suspend_trade: boolean;
  fractional_trading: boolean;
}

export const aConfiguration = (): AccountConfiguration => ({
  no_shorting: false,
  suspend_trade: false,
  fractional_trading: true,
});
