package org.musubi.facility;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalInstitutionCode;
import org.musubi.core.MemberId;
import org.musubi.core.store.Registry;
import org.musubi.ihe.Oid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Members and facilities in the registry. */
@Component
class RegisteredFacilities implements Facilities {
  private static final String FACILITY =
      "select id, member, oid, code, name from facility.facility ";
  private static final String URN = "urn:oid:";

  private final Holders holders;
  private final JdbcClient registry;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;

  RegisteredFacilities(
      Holders holders,
      @Registry JdbcClient registry,
      @Registry TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.holders = holders;
    this.registry = registry;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public CertificateHolder holderOf(X509Certificate leaf) {
    return holders.of(leaf);
  }

  @Override
  public List<Member> members() {
    return registry
        .sql("select id, kind, name from facility.member order by name, id")
        .query(RegisteredFacilities::member)
        .list();
  }

  @Override
  public Optional<Member> member(MemberId member) {
    return registry
        .sql("select id, kind, name from facility.member where id = :id")
        .param("id", member.value())
        .query(RegisteredFacilities::member)
        .optional();
  }

  @Override
  public Optional<Facility> facility(FacilityId facility) {
    return registry
        .sql(FACILITY + "where id = :id")
        .param("id", facility.value())
        .query(RegisteredFacilities::facility)
        .optional();
  }

  @Override
  public Optional<Facility> registeredUnder(MemberId member, String identifier) {
    boolean oid = identifier.startsWith(URN);
    return registry
        .sql(FACILITY + "where member = :member and " + (oid ? "oid" : "code") + " = :identifier")
        .param("member", member.value())
        .param("identifier", oid ? identifier.substring(URN.length()) : identifier)
        .query(RegisteredFacilities::facility)
        .optional();
  }

  @Override
  public List<Facility> facilitiesOf(MemberId member) {
    return registry
        .sql(FACILITY + "where member = :member order by registered_at, id")
        .param("member", member.value())
        .query(RegisteredFacilities::facility)
        .list();
  }

  @Override
  public void register(Member member, List<Facility> facilities, Actor by) {
    if (member.id().equals(MemberId.NOBODY)) {
      throw new IllegalArgumentException("nobody is no member");
    }
    if (facilities.stream().anyMatch(facility -> !facility.member().equals(member.id()))) {
      throw new IllegalArgumentException("a facility stands under another member");
    }
    // At a point the registry is read only, and what is known already needs no write.
    if (member(member.id()).isPresent()
        && facilities.stream().allMatch(facility -> facility(facility.id()).isPresent())) {
      return;
    }
    var acts = new ArrayList<ActId>();
    transactions.executeWithoutResult(status -> {
      acts.clear();
      if (insert(member) == 1) {
        acts.add(enlist(Action.MEMBER_REGISTERED, What.Kind.MEMBER, member.id().toString(), by));
      }
      for (var facility : facilities) {
        if (facility(facility.id()).isEmpty()) {
          insert(facility);
          var id = facility.id().toString();
          acts.add(enlist(Action.FACILITY_REGISTERED, What.Kind.FACILITY, id, by));
        }
      }
    });
    acts.forEach(audit::receipt);
  }

  private int insert(Member member) {
    return registry
        .sql(
            """
            insert into facility.member (id, kind, name, registered_at)
            values (:id, :kind, :name, :at) on conflict (id) do nothing
            """)
        .param("id", member.id().value())
        .param("kind", member.kind().name())
        .param("name", member.name())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private void insert(Facility facility) {
    var code = facility.code();
    registry
        .sql(
            """
            insert into facility.facility (id, member, oid, code, name, registered_at)
            values (:id, :member, :oid, :code, :name, :at)
            """)
        .param("id", facility.id().value())
        .param("member", facility.member().value())
        .param("oid", facility.oid().value())
        .param("code", code == null ? null : code.value())
        .param("name", facility.name())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private ActId enlist(Action action, What.Kind kind, String id, Actor by) {
    var act = ActId.next(clock);
    audit.enlist(
        new AuditEvent(
            act,
            clock.instant(),
            action,
            by,
            null,
            List.of(What.of(kind, id)),
            Result.DONE,
            null,
            Map.of()),
        registry);
    return act;
  }

  static Member member(ResultSet row, int n) throws SQLException {
    return new Member(
        new MemberId(row.getObject("id", UUID.class)),
        Member.Kind.valueOf(row.getString("kind")),
        row.getString("name"));
  }

  private static Facility facility(ResultSet row, int n) throws SQLException {
    var code = row.getString("code");
    return new Facility(
        new FacilityId(row.getObject("id", UUID.class)),
        new MemberId(row.getObject("member", UUID.class)),
        new Oid(row.getString("oid")),
        code == null ? null : new MedicalInstitutionCode(code),
        row.getString("name"));
  }
}
