package org.musubi.portal.web;

import org.musubi.audit.Access;
import org.musubi.audit.Result;
import org.musubi.audit.TrailQuery;

/** How acts ended, as an auditor chooses them. */
enum TrailEnd {
  ALL("すべて"),
  SENT("送信・表示済み"),
  ABORTED("途中で中断"),
  FAILED("失敗"),
  UNKNOWN("結果を確認できない"),
  DONE("完了"),
  REFUSED("拒否");

  private final String japanese;

  TrailEnd(String japanese) {
    this.japanese = japanese;
  }

  /** The words for pages. */
  public String japanese() {
    return japanese;
  }

  TrailQuery in(TrailQuery query) {
    return switch (this) {
      case ALL -> query;
      case SENT -> query.ended(Access.Ended.SENT);
      case ABORTED -> query.ended(Access.Ended.ABORTED);
      case FAILED -> query.ended(Access.Ended.FAILED);
      case UNKNOWN -> query.ended(Access.Ended.MAY_HAVE_HAPPENED);
      case DONE -> query.ended(Access.Ended.COMPLETE).decided(Result.DONE);
      case REFUSED -> query.decided(Result.REFUSED);
    };
  }

  static TrailEnd of(Access access) {
    return switch (access.ended()) {
      case SENT -> SENT;
      case ABORTED -> ABORTED;
      case FAILED -> FAILED;
      case MAY_HAVE_HAPPENED -> UNKNOWN;
      case COMPLETE ->
          switch (access.event().result()) {
            case REFUSED -> REFUSED;
            case FAILED -> FAILED;
            case DONE, INTENDED -> DONE;
          };
    };
  }

  /** The colour of its mark: {@code ok}, {@code warn}, {@code bad}. */
  String mark() {
    return switch (this) {
      case SENT, DONE, ALL -> "ok";
      case ABORTED, UNKNOWN -> "warn";
      case FAILED, REFUSED -> "bad";
    };
  }
}
