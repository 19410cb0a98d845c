/** How badly the simulated broker behaves. Rates are probabilities from 0 to 1; all are 0 by default. */
export interface SimulationFaults {
  /** Accepts, then never answers. */
  acceptThenHang: number;
  /** Accepts, then answers with an error. */
  acceptThenFail: number;
  /** Fails before accepting, in a way the sender cannot tell from the one above. */
  failBeforeAccept: number;
  /** Rejects for good. */
  reject: number;
  /** An event is not pushed to listeners; only the history has it. */
  dropEvent: number;
  /** An event is pushed twice. */
  repeatEvent: number;
  /** An event is told only after the next one. */
  reorderEvent: number;
  /** A fill is split in two. */
  partialFill: number;
  /** A canceled order still fills, at its limit: the fill was faster than the cancel. */
  fillAfterCancel: number;
  /** A cancel is taken and never confirmed. */
  ignoreCancel: number;
  /** For so long a new order can be found neither by its id nor in the history, ms. */
  notFoundLagMs: number;
}

export const NO_FAULTS: SimulationFaults = Object.freeze({
  acceptThenHang: 0,
  acceptThenFail: 0,
  failBeforeAccept: 0,
  reject: 0,
  dropEvent: 0,
  repeatEvent: 0,
  reorderEvent: 0,
  partialFill: 0,
  fillAfterCancel: 0,
  ignoreCancel: 0,
  notFoundLagMs: 0,
});
