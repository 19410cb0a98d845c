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
  /** A fill is split in two. */
  partialFill: number;
  /** For so long a new order cannot be found by its id, ms. */
  notFoundLagMs: number;
}

export const NO_FAULTS: SimulationFaults = Object.freeze({
  acceptThenHang: 0,
  acceptThenFail: 0,
  failBeforeAccept: 0,
  reject: 0,
  dropEvent: 0,
  repeatEvent: 0,
  partialFill: 0,
  notFoundLagMs: 0,
});
