using System.Runtime.InteropServices;

namespace Ms2Lab.Environments.Core;

/// <summary>A signal of POSIX that this kit sends.</summary>
public sealed partial class UnixSignal
{
    private readonly int _number;

    private UnixSignal(string name, int number)
    {
        Name = name;
        _number = number;
    }

    /// <summary>SIGTERM: please end.</summary>
    public static UnixSignal Terminate { get; } = new("TERM", 15);

    /// <summary>SIGKILL: ended now.</summary>
    public static UnixSignal Kill { get; } = new("KILL", 9);

    /// <summary>SIGSTOP: frozen.</summary>
    public static UnixSignal Stop { get; } = new("STOP", OperatingSystem.IsMacOS() ? 17 : 19);

    /// <summary>SIGCONT: thawed.</summary>
    public static UnixSignal Continue { get; } = new("CONT", OperatingSystem.IsMacOS() ? 19 : 18);

    /// <summary>Name without its prefix, as <c>kill -s</c> takes it.</summary>
    public string Name { get; }

    /// <summary>Sends the signal to one process.</summary>
    /// <exception cref="EnvironmentException">There is no such process, or it belongs to somebody else.</exception>
    public void SendTo(int pid)
    {
        if (pid <= 1 || Send(pid, _number) != 0)
        {
            throw new EnvironmentException($"Process {pid} cannot be sent SIG{Name}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int pid, int signal);
}
