package org.musubi.idp;

import java.util.Set;

/** What a person is at a facility. Names are stored. */
public enum Role {
  /** 医療従事者. */
  PRACTITIONER("医療従事者", Right.READ_RECORDS),
  /** 同意窓口の担当者. */
  CLERK("同意窓口", Right.TAKE_CONSENT),
  /** 監査担当; sees the acts of the own member only, unless that is the operator. */
  AUDITOR("監査担当", Right.AUDIT),
  /** 患者本人; at no facility. */
  PATIENT("患者本人", Right.OWN_RECORD);

  private final String japanese;
  private final Set<Right> rights;

  Role(String japanese, Right right) {
    this.japanese = japanese;
    this.rights = Set.of(right, Right.SIGNED_IN);
  }

  /** The word for pages. */
  public String japanese() {
    return japanese;
  }

  /** What the role may do on the pages. */
  public Set<Right> rights() {
    return rights;
  }
}
