using System.Text;
using StreamEngine.Bench.Generation;
using StreamEngine.Bench.Study;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>Hostile and broken files, each by seed and number: shipped and generated pipelines with changes, texts of a YAML grammar, repetitions, random bytes.</summary>
internal sealed class FuzzTexts(int seed)
{
    private const int Generated = 64;
    private const int Largest = 200_000;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ": ", ":", "- ", "? ", "#", " #", "&a", "*a", "!t", "!!x ", "|", ">", "|2-", "'", "\"", "\\", "\\u00", "\n", "\r\n", "\t", "  ", "---\n", "...\n", "%", "@", "`", "<<: ", "~", "null",
        "(", ")", "é", "😀", "\0", "\uFEFF", "\u2028", "\ud800", "$", "$(", "env:", "secret:", "from: ", "where: ", "select: |\n", "nodes:\n", "params: ", "enum<", "list<", " and ", " else ", "1e999", "-", "0x", "99999999999999999999",
        "ms", " bps", "true", "use: ", "for_each: ", "profiles: ", "tests: ", ".late", ".error", "on_error: ", "drop: ",
    ];

    private readonly string[] _corpus =
    [
        .. Repository.Pipelines.Select(Repository.Text),
        .. Enumerable.Range(0, Generated).Select(i => RandomPipeline.Text(seed + i)),
        "a: 'it''s'\nb: \"\\u00e9\\n\\\"\"\nc: >-\n  folded\n  text\n\nd: |2+\n    keep\n\ne: [1, {f: g}, [h, i]]\n? k\n: v\n",
        "x: &a {y: *b}\nz: !t w\n<<: *a\n---\n%Y\n# comment\r\nq:\tr\r\n- s\n",
    ];

    /// <summary>The bytes of a file.</summary>
    public byte[] Bytes(int number)
    {
        var random = new Random(HashCode(number));
        switch (random.Next(20))
        {
            case 0:
                var bytes = new byte[random.Next(1, 400)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                var damaged = Encoding.UTF8.GetBytes(_corpus[random.Next(_corpus.Length)]);
                for (var i = random.Next(1, 8); i > 0; i--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                return damaged;
            case 2:
                return Encoding.UTF8.GetBytes(Repeated(random));
            case < 6:
                return Encoding.UTF8.GetBytes(new RandomYaml(random).Text());
            default:
                return Encoding.UTF8.GetBytes(Mutated(random));
        }
    }

    private int HashCode(int number) => unchecked((number * (int)2654435761) ^ (seed * 40503));

    private string Mutated(Random random)
    {
        var original = _corpus[random.Next(_corpus.Length)];
        var text = new StringBuilder(original);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(6))
            {
                case 0 or 1:
                    text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 2:
                    text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
                    break;
                case 3 when random.Next(4) == 0:
                    text.Length = Math.Max(1, at);
                    break;
                case 4:
                    SwapLines(text, random);
                    break;
                default:
                    var from = random.Next(original.Length);
                    text.Insert(at, original.AsSpan(from, Math.Min(random.Next(1, 30), original.Length - from)));
                    break;
            }
        }

        return text.ToString();
    }

    private static void SwapLines(StringBuilder text, Random random)
    {
        var lines = text.ToString().Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        text.Clear().AppendJoin('\n', lines);
    }

    // a piece many times over, in the place of a value of a good file or alone
    private string Repeated(Random random)
    {
        var piece = Tokens[random.Next(Tokens.Length)] + (random.Next(2) == 0 ? Tokens[random.Next(Tokens.Length)] : "");
        var times = 1 << random.Next(3, 13);
        var many = new StringBuilder().Insert(0, piece, Math.Min(times, Largest / piece.Length)).ToString();
        var text = _corpus[random.Next(_corpus.Length)];
        var at = random.Next(text.Length);
        return random.Next(3) == 0 ? many : string.Concat(text.AsSpan(0, at), many, text.AsSpan(at));
    }
}
