// Counts the words of standard input, or of the files that it is given, and prints the most frequent ones.
if (args is ["--help"])
{
    Console.WriteLine("count [FILE...]");
    return 0;
}

var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
foreach (var reader in args.Length == 0 ? [Console.In] : args.Select(file => (TextReader)new StreamReader(file)))
{
    while (reader.ReadLine() is { } line)
    {
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }
    }
}

foreach (var (word, count) in counts.OrderByDescending(entry => entry.Value).Take(10))
{
    Console.WriteLine($"{count,6} {word}");
}

return counts.Count == 0 ? 1 : 0;
