package org.musubi.idp.web;

import org.jspecify.annotations.Nullable;
import org.musubi.idp.SignIn;
import org.musubi.idp.SignIn.Attempted;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Takes a login and a password to the room. */
@Component
class PasswordCheck implements AuthenticationProvider {
  private final SignIn signIn;

  PasswordCheck(SignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication attempt) {
    var address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "-";
    var password = attempt.getCredentials();
    return switch (signIn.withPassword(
        attempt.getName(), password == null ? "" : password.toString(), address)) {
      case Attempted.In(var who) -> new Person(who);
      case Attempted.AtWhich(var who) -> new Person(who);
      case Attempted.Not() -> throw new BadCredentialsException("refused");
    };
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
