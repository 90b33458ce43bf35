package org.musubi.gateway;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the statements about people: those on the index and on consents. */
final class CountedStatements extends DelegatingDataSource {
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean broken;

  CountedStatements(DataSource source) {
    super(source);
  }

  /** From now on statements about consents fail, or do not. */
  void broken(boolean now) {
    broken = now;
  }

  int count() {
    return count.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    var connection = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")
                  && String.valueOf(arguments[0]).matches("(?s).*\\b(mpi|consent)\\..*")) {
                count.incrementAndGet();
                if (broken && String.valueOf(arguments[0]).contains("consent.")) {
                  throw new SQLException("broken by the test");
                }
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
