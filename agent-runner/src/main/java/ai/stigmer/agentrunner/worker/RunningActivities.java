package ai.stigmer.agentrunner.worker;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the activities that run at this moment.
final class RunningActivities extends WorkerInterceptorBase {

  private final AtomicInteger running = new AtomicInteger();

  int count() {
    return running.get();
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        running.incrementAndGet();
        try {
          return super.execute(input);
        } finally {
          running.decrementAndGet();
        }
      }
    };
  }
}
