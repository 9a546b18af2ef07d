#include "study/seed_row.hpp"

namespace autoencoder::study {

std::vector<std::string> study_columns(const StudyEpochs& epochs)
{
    std::vector<std::string> columns{"seed", "final_loss", "escape_epoch", "agreement", "latent_slope", "r_squared"};
    for (const long epoch : epochs) {
        columns.push_back("loss_" + std::to_string(epoch));
    }
    return columns;
}

} // namespace autoencoder::study
