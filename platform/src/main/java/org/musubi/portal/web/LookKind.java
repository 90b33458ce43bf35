package org.musubi.portal.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.musubi.audit.Action;

/** Which acts of the history a patient wants to see. */
enum LookKind {
  ALL("すべて"),
  RETRIEVE("文書の取得", Action.RETRIEVE),
  QUERY("文書一覧の照会", Action.QUERY),
  DISCOVER("患者の照会", Action.DISCOVER),
  CONSENT("同意・同意撤回", Action.CONSENT_GIVEN, Action.CONSENT_WITHDRAWN),
  OTHER("その他");

  private final String japanese;
  private final Set<Action> actions;

  LookKind(String japanese, Action... actions) {
    this.japanese = japanese;
    this.actions = Set.of(actions);
  }

  /** The words for pages. */
  public String japanese() {
    return japanese;
  }

  /** The acts; empty for every act. */
  Set<Action> actions() {
    if (this != OTHER) {
      return actions;
    }
    var others = EnumSet.allOf(Action.class);
    Arrays.stream(values()).forEach(kind -> others.removeAll(kind.actions));
    return others;
  }
}
