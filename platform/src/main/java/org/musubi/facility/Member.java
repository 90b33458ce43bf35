package org.musubi.facility;

import org.musubi.core.MemberId;

/**
 * A Member (接続機関).
 *
 * @param id its key
 * @param kind what it is
 * @param name its Japanese name
 */
public record Member(MemberId id, Kind kind, String name) {
  /** Kinds of Member known so far. */
  public enum Kind {
    /** 地連事業主体: speaks for the institutions registered under it. */
    REGIONAL_NETWORK,
    /** サービス事業者. */
    SERVICE_PROVIDER,
    /** 病院, 診療所, 薬局, 介護施設 connected on its own. */
    INSTITUTION,
    /** 事業主体: the operator of the platform. */
    OPERATOR
  }
}
