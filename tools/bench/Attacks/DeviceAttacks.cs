namespace StreamEngine.Bench.Attacks;

/// <summary>Pipelines that are good and name a file that is not: what must be known of it is read while the pipeline is bound.</summary>
internal static class DeviceAttacks
{
    /// <summary>All of them, by name, over files made in <paramref name="folder"/>.</summary>
    public static IEnumerable<(string Name, string Text)> All(string folder)
    {
        foreach (var (name, path) in Files(folder))
        {
            yield return ($"a recording that is {name}", $"version: 1\npipeline: p\nnodes:\n  s: {{ arrow_file: {{ path: '{path}' }} }}\n  out: {{ from: s, console: {{}} }}\n");
        }
    }

    private static IEnumerable<(string Name, string Path)> Files(string folder)
    {
        string Made(string name, byte[] bytes)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllBytes(path, bytes);
            return path;
        }

        byte[] magic = [.. "ARROW1\0\0"u8];
        yield return ("not there", Path.Combine(folder, "nothing.arrow"));
        yield return ("a folder", folder);
        yield return ("without end", "/dev/zero");
        yield return ("empty", Made("empty.arrow", []));
        yield return ("a name alone", Made("magic.arrow", magic));
        yield return ("a name and zeros", Made("zeros.arrow", [.. magic, .. new byte[1 << 20]]));
        yield return ("a name and ones", Made("ones.arrow", [.. magic, .. Enumerable.Repeat((byte)0xFF, 1 << 20)]));
        yield return ("a message of 2 GiB", Made("large.arrow", [.. magic, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, .. new byte[64]]));
        yield return ("a message of a negative length", Made("negative.arrow", [.. magic, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x80, .. new byte[64]]));
        yield return ("YAML", Made("text.arrow", [.. "version: 1\n"u8]));
    }
}
