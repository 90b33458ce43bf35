package org.musubi.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The most heap another JVM of this user has held, as that JVM itself counts it: the peaks of its
 * heap pools summed, which is never less than the true peak.
 */
final class HeapPeak implements AutoCloseable {
  private final JMXConnector connector;
  private final List<MemoryPoolMXBean> pools;

  private HeapPeak(JMXConnector connector, List<MemoryPoolMXBean> pools) {
    this.connector = connector;
    this.pools = pools;
  }

  /** Asks the JVM to tell about itself to this user on this machine. */
  @SuppressWarnings("BanJNDI") // The address comes from a process that the benchmark started.
  static HeapPeak of(ProcessHandle process) throws IOException {
    try {
      var machine = VirtualMachine.attach(Long.toString(process.pid()));
      String address = machine.startLocalManagementAgent();
      machine.detach();
      var connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      var pools =
          ManagementFactory.getPlatformMXBeans(
                  connector.getMBeanServerConnection(), MemoryPoolMXBean.class)
              .stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .toList();
      return new HeapPeak(connector, pools);
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  /** From here on only what comes counts. */
  void forget() {
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The peak since then in MB. */
  double megabytes() {
    return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1048576.0;
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
