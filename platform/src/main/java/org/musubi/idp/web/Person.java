package org.musubi.idp.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.idp.SignedIn;
import org.musubi.idp.Undecided;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who a session belongs to: a {@link SignedIn}, or an {@link Undecided} without any right. */
final class Person extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Object principal;

  Person(SignedIn who) {
    super(who.rights().stream().map(right -> new SimpleGrantedAuthority(right.name())).toList());
    this.principal = who;
    setAuthenticated(true);
  }

  Person(Undecided who) {
    super(List.of());
    this.principal = who;
    setAuthenticated(true);
  }

  @Override
  public Object getPrincipal() {
    return principal;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  /** Names of persons do not belong into logs. */
  @Override
  public String getName() {
    return "person";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Person person && principal.equals(person.principal);
  }

  @Override
  public int hashCode() {
    return principal.hashCode();
  }

  @Override
  public String toString() {
    return "Person";
  }
}
