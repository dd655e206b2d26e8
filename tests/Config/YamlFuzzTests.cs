using System.Text;
using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class YamlFuzzTests
{
    private static readonly string[] Corpus =
    [
        "version: 1\npipeline: p\nnodes:\n  a: { jsonl_file: { path: $data/x.jsonl } }\n  b:\n    from: [a, c.late]\n    select: |\n      x = f(a, 1) else null # c\n\n      y = 'it'\n    where: not x\n",
        "a: 'it''s'\nb: \"\\u00e9\\n\\\"\"\nc: >-\n  folded\n  text\n\nd: |2+\n    keep\n\ne: [1, {f: g}, [h, i]]\n? k\n: v\n",
        "x: &a {y: *b}\nz: !t w\n<<: *a\n---\n%Y\n# comment\r\nq:\tr\r\n- s\n",
    ];

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ": ", ":", "- ", "? ", "#", " #", "&a", "*a", "!t", "!!x ", "|", ">", "|2-", "'", "\"", "\\", "\\u00", "\n", "\r\n", "\t", "  ", "---\n", "...\n", "%", "@", "`", "<<: ", "~", "null", "(", ")", "é", "😀", "\0", "\uFEFF", "\u2028", "\ud800",
    ];

    [Fact]
    public void TwentyThousandMutatedTexts_AreReadOrRefusedWithAPlace()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Mutate(Corpus[random.Next(Corpus.Length)], random);
            var problems = new Problems();
            try
            {
                var map = YamlReader.Read(Reading.File, text, problems);
                Assert.True(map is not null || problems.HasErrors, "refused without a word");
                Visit(map, new SourceText(Reading.File, text));
                Assert.All(problems, problem => ProblemBlock.Of(problem, text));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"text {i}: {e.Message}\n{text}\n{e.StackTrace}");
            }
        }
    }

    private static void Visit(YamlNode? node, SourceText source)
    {
        switch (node)
        {
            case YamlScalar scalar:
                for (var i = 0; i <= scalar.Value.Length; i++)
                {
                    var at = scalar.At(i, 1);
                    Assert.InRange(at.Line, 1, source.LineCount);
                    Assert.True(at.EndLine > at.Line || at.EndColumn >= at.Column, "a place ends before it starts");
                }

                break;
            case YamlList list:
                list.Items.ToList().ForEach(item => Visit(item, source));
                break;
            case YamlMap map:
                map.Entries.ToList().ForEach(entry => Visit(entry.Value, source));
                break;
        }
    }

    private static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(mutated.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 1:
                    mutated.Remove(at, Math.Min(random.Next(1, 5), mutated.Length - at));
                    break;
                case 2:
                    mutated.Length = Math.Max(1, at);
                    break;
                default:
                    var from = random.Next(text.Length);
                    mutated.Insert(at, text.AsSpan(from, Math.Min(random.Next(1, 12), text.Length - from)));
                    break;
            }
        }

        return mutated.ToString();
    }
}
