using System.Diagnostics;
using System.Security.Cryptography;

namespace Ms2Lab.Environments.Tests.Embedded;

/// <summary>A package archive in a folder, with a MySQL and a Redis that can do nothing but tell their versions.</summary>
public sealed class FakeArchive : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-archive-").FullName;

    private FakeArchive()
    {
    }

    public string Source => $"deb [trusted=yes] file:{_folder} ./";

    public static async Task<FakeArchive> CreateAsync(string mysqlVersion = "9.9.9")
    {
        var archive = new FakeArchive();
        var index = await archive.PackageAsync("mysql-server-core", "usr/sbin/mysqld", $"echo \"$0  Ver {mysqlVersion} for Linux on x86_64\"")
            + await archive.PackageAsync("redis-server", "usr/bin/redis-server", "echo 'Redis server v=7.7.7 sha=0'");
        await File.WriteAllTextAsync(Path.Combine(archive._folder, "Packages"), index);
        return archive;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> PackageAsync(string name, string program, string script)
    {
        var tree = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.Combine(tree, "DEBIAN"));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(tree, program))!);
        var control = $"Package: {name}\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: fake\n";
        await File.WriteAllTextAsync(Path.Combine(tree, "DEBIAN/control"), control);
        await File.WriteAllTextAsync(Path.Combine(tree, program), $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(tree, program), (UnixFileMode)0b111_101_101);
        }
        var file = $"{name}_1_all.deb";
        using var build = Process.Start(new ProcessStartInfo("dpkg-deb", ["--root-owner-group", "-b", tree, Path.Combine(_folder, file)]) { RedirectStandardOutput = true })!;
        await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, file));
        return $"{control}Filename: ./{file}\nSize: {bytes.Length}\nSHA256: {Convert.ToHexStringLower(SHA256.HashData(bytes))}\n\n";
    }
}
