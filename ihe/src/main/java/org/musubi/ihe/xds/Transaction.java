package org.musubi.ihe.xds;

/** Which rules apply to a body that two transactions share. */
public enum Transaction {
  /** Inside one affinity domain: ITI-18, ITI-43. The community need not be named. */
  WITHIN_COMMUNITY,
  /** Between gateways: ITI-38, ITI-39. What names no patient must name its community. */
  CROSS_GATEWAY
}
