package eligo;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A handle of the library that is freed once: by {@code close}, or by the cleaner where nobody closed it. While a
 * call is under way it is not freed, and a call after it was freed is an error, never a look at freed memory.
 */
final class Handle implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  /** What the cleaner holds: it must not hold the Handle itself. */
  private static final class State implements Runnable {
    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    final Consumer<Pointer> free;
    Pointer pointer;

    State(Pointer pointer, Consumer<Pointer> free) {
      this.pointer = pointer;
      this.free = free;
    }

    @Override
    public void run() {
      lock.writeLock().lock();
      try {
        Pointer freed = pointer;
        pointer = null;
        if (freed != null) free.accept(freed);
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  private final String name;
  private final State state;
  private final Cleaner.Cleanable cleanable;

  Handle(Object owner, String name, Pointer pointer, Consumer<Pointer> free) {
    this.name = name;
    this.state = new State(pointer, free);
    this.cleanable = CLEANER.register(owner, state);
  }

  /** Calls the library; other threads may do so at the same time. */
  <T> T use(Function<Pointer, T> call) {
    state.lock.readLock().lock();
    try {
      if (state.pointer == null)
        throw new EligoException("closed", "this " + name + " is closed", "", "close it once nobody needs it any longer");
      return call.apply(state.pointer);
    } finally {
      state.lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    cleanable.clean();
  }
}
