#include "scenarios/yaml_tree.hpp"

#include <fstream>
#include <iterator>
#include <sstream>
#include <unordered_set>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "scenarios/text.hpp"

namespace comity::scenarios {
namespace {

constexpr int max_depth = 64;
constexpr std::size_t max_nodes = 200'000;

class Builder {
public:
    Builder(const std::string& name, sim::Problems& problems) : name_(name), problems_(problems) {}

    YamlNode build(const YAML::Node& from, int depth)
    {
        YamlNode node;
        node.place = place(from.Mark());
        if (stopped_) return node;
        if (depth > max_depth) return stop(node, fmt::format("nested more than {} deep, or an alias that contains itself", max_depth));
        if (++num_nodes_ > max_nodes) return stop(node, fmt::format("more than {} values, those that aliases stand for included", max_nodes));
        switch (from.Type()) {
            case YAML::NodeType::Scalar:
                node.kind = YamlNode::Kind::scalar;
                node.text = from.Scalar();
                node.quoted = from.Tag() == "!";
                break;
            case YAML::NodeType::Sequence:
                node.kind = YamlNode::Kind::list;
                for (const auto& item : from) node.items.push_back(build(item, depth + 1));
                break;
            case YAML::NodeType::Map: {
                node.kind = YamlNode::Kind::map;
                std::unordered_set<std::string> names;
                for (const auto& entry : from) add_entry(node, names, entry.first, entry.second, depth);
                break;
            }
            default: break;
        }
        return node;
    }

    /// Whether the tree was given up: what there is of it means nothing.
    bool stopped() const { return stopped_; }

private:
    std::string place(const YAML::Mark& mark) const
    {
        return mark.is_null() ? name_ : fmt::format("{}:{}:{}", name_, mark.line + 1, mark.column + 1);
    }
    YamlNode stop(YamlNode node, std::string message)
    {
        stopped_ = true;
        problems_.push_back({node.place, std::move(message)});
        return node;
    }
    void add_entry(YamlNode& node, std::unordered_set<std::string>& names, const YAML::Node& key, const YAML::Node& value, int depth)
    {
        if (!key.IsScalar()) {
            problems_.push_back({place(key.Mark()), "a key must be a plain name"});
            return;
        }
        YamlNode name = build(key, depth + 1);
        if (!names.insert(name.text).second && !stopped_) {
            problems_.push_back({name.place, fmt::format("key '{}' appears twice", name.text)});
            return;
        }
        YamlNode content = build(value, depth + 1);
        if (content.kind == YamlNode::Kind::null && !stopped_) content.place = name.place;  // nothing stands nowhere
        node.entries.emplace_back(std::move(name), std::move(content));
    }

    const std::string& name_;
    sim::Problems& problems_;
    std::size_t num_nodes_ = 0;
    bool stopped_ = false;
};

/// Counts the documents of a text up to two. yaml-cpp's own loader of all documents finds them without end where a comma stands alone.
class Documents : private YAML::EventHandler {
public:
    explicit Documents(const std::string& text)
    {
        std::istringstream in(text);
        YAML::Parser parser(in);
        while (count < 2 && parser.HandleNextDocument(*this)) {}
    }

    int count = 0;
    YAML::Mark last;  ///< where the last of them begins

private:
    void OnDocumentStart(const YAML::Mark& mark) override
    {
        ++count;
        last = mark;
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

}  // namespace

const YamlNode* YamlNode::find(const std::string& key) const
{
    for (const auto& [name, value] : entries)
        if (name.text == key) return &value;
    return nullptr;
}

YamlNode parse_yaml(const std::string& text, const std::string& name, sim::Problems& problems)
{
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        problems.push_back({name, "the file is empty"});
        return {};
    }
    if (!is_text(text)) {
        problems.push_back({name, "this is not a text file in UTF-8"});
        return {};
    }
    try {
        const Documents documents(text);
        if (documents.count == 0) {
            problems.push_back({name, "the file is empty"});
            return {};
        }
        if (documents.count > 1) {
            problems.push_back({fmt::format("{}:{}:{}", name, documents.last.line + 1, documents.last.column + 1),
                                "another document, or a comma out of place, begins here, but a file holds one document"});
            return {};
        }
        Builder builder(name, problems);
        YamlNode root = builder.build(YAML::Load(text), 0);
        return builder.stopped() ? YamlNode{} : root;
    } catch (const YAML::Exception& error) {
        const std::string place = error.mark.is_null() ? name : fmt::format("{}:{}:{}", name, error.mark.line + 1, error.mark.column + 1);
        problems.push_back({place, fmt::format("this is not YAML: {}", error.msg)});
        return {};
    }
}

YamlNode read_yaml(const std::filesystem::path& path, sim::Problems& problems)
{
    const std::string name = path.string();
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) {
        problems.push_back({name, "no such file"});
        return {};
    }
    if (!std::filesystem::is_regular_file(path, failed)) {
        problems.push_back({name, "this is not a file"});
        return {};
    }
    if (const auto size = std::filesystem::file_size(path, failed); failed || size > max_yaml_bytes) {
        problems.push_back({name, fmt::format("the file has {} bytes, but at most {} are read", size, max_yaml_bytes)});
        return {};
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        problems.push_back({name, "the file cannot be opened"});
        return {};
    }
    return parse_yaml(std::string(std::istreambuf_iterator<char>(file), {}), name, problems);
}

}  // namespace comity::scenarios
