package org.musubi.gateway.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.musubi.core.MemberId;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.ihe.soap.SoapFault;
import org.springframework.stereotype.Component;

/**
 * How much each Member may have under way: what is beyond is refused at once, before it is read.
 */
@Component("gateway.Load")
final class Load {
  private final ConcurrentMap<MemberId, Semaphore> members = new ConcurrentHashMap<>();
  private final int perMember;

  Load(GatewayProperties properties) {
    this.perMember = properties.perMember();
  }

  /** A place that is given back when closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  Place enter(MemberId member) throws Turned {
    var places = members.computeIfAbsent(member, unseen -> new Semaphore(perMember));
    if (!places.tryAcquire()) {
      throw new Turned(
          "BUSY",
          SoapFault.receiver(
              "Too many requests of this member are under way; try again later",
              "貴機関からの処理中の要求が上限に達しています。時間をおいて再度お試しください。"));
    }
    return places::release;
  }
}
