/** Days on which the exchange stayed closed for once. @source NYSE, "Special Closings"; NYSE notices of 2012, 2018 and 2025 */
export const SPECIAL_CLOSURES: Readonly<Record<string, string>> = {
  "1994-04-27": "mourning for President Nixon",
  "2001-09-11": "attacks of 11 September",
  "2001-09-12": "attacks of 11 September",
  "2001-09-13": "attacks of 11 September",
  "2001-09-14": "attacks of 11 September",
  "2004-06-11": "mourning for President Reagan",
  "2007-01-02": "mourning for President Ford",
  "2012-10-29": "hurricane Sandy",
  "2012-10-30": "hurricane Sandy",
  "2018-12-05": "mourning for President George H. W. Bush",
  "2025-01-09": "mourning for President Carter",
};

/** Other hours than the day's kind has, as minutes since midnight, and why. */
export interface UnusualHours {
  opens?: number;
  closes?: number;
  reason: string;
}

const at = (hour: number, minute = 0) => hour * 60 + minute;

/**
 * Days that opened late or closed early once. Halts within a day (such as circuit breakers that were lifted again) are
 * not among them: trading was expected to go on.
 *
 * @source NYSE, "Special Closings" (closings of 1885–2011)
 */
export const UNUSUAL_HOURS: Readonly<Record<string, UnusualHours>> = {
  "1990-12-24": { closes: at(14), reason: "Christmas Eve" },
  "1990-12-27": { opens: at(11), reason: "explosion of a power transformer" },
  "1991-01-17": { opens: at(9, 31), reason: "moment of silence for troops in the Gulf" },
  "1991-02-25": { opens: at(9, 31), reason: "moment of silence for troops in the Gulf" },
  "1991-12-24": { closes: at(14), reason: "Christmas Eve" },
  "1992-11-27": { closes: at(14), reason: "day after Thanksgiving" },
  "1992-12-24": { closes: at(14), reason: "Christmas Eve" },
  "1994-02-11": { closes: at(14, 30), reason: "snowstorm" },
  "1995-12-18": { opens: at(10, 30), reason: "computer trouble" },
  "1996-01-08": { opens: at(11), closes: at(14), reason: "blizzard" },
  "1997-10-27": { closes: at(15, 30), reason: "circuit breaker" },
  "1997-12-26": { closes: at(13), reason: "day after Christmas" },
  "2001-09-17": { opens: at(9, 33), reason: "silence for the dead of 11 September" },
  "2001-10-08": { opens: at(9, 31), reason: "moment of silence for troops in Afghanistan" },
  "2002-09-11": { opens: at(12), reason: "anniversary of 11 September" },
  "2003-03-20": { opens: at(9, 32), reason: "moment of silence for troops in Iraq" },
  "2003-12-26": { closes: at(13), reason: "day after Christmas" },
  "2004-06-07": { opens: at(9, 32), reason: "moment of silence for President Reagan" },
  "2005-06-01": { closes: at(15, 56), reason: "communication trouble" },
  "2006-12-27": { opens: at(9, 32), reason: "moment of silence for President Ford" },
};
